namespace SmsActivation.Worker.Setup;

/// <summary>The first lines a newcomer reads: where the phone is and what to text.</summary>
public static class Banner
{
    public static void Write(Settings settings, ListenUrls urls, IConfiguration configuration)
    {
        var origin = urls.OwnOrigin;
        Console.WriteLine();
        Console.WriteLine($"  SmsActivation serves {settings.Replies.Brand} on {origin}");
        switch (settings.Carrier)
        {
            case Carrier.Simulator:
                var card = DemoCards.All[0];
                Console.WriteLine();
                Console.WriteLine($"  Phone page   {origin}/simulator");
                Console.WriteLine($"  Text this    {Grouped(card.Number)}   ({card.Try})");
                Console.WriteLine($"  to           {settings.Twilio.Numbers[0].Number}");
                Console.WriteLine($"  Operations   {origin}/ops");
                Console.WriteLine();
                Console.WriteLine("  The carrier is simulated: no text leaves this machine. Ctrl+C stops.");
                break;
            case Carrier.Twilio:
                Console.WriteLine();
                Console.WriteLine($"  Incoming     {settings.Twilio.PublicBaseUrl}/twilio/sms");
                Console.WriteLine($"  Numbers      {Numbers(settings)}");
                Console.WriteLine($"  Operations   {origin}/ops");
                Console.WriteLine($"  Health       {origin}/health/ready");
                break;
        }
        Console.WriteLine($"  Logs         {Path.GetDirectoryName(configuration["Logs:File"] ?? "logs/x")}/");
        Console.WriteLine();
    }

    /// <summary>As it stands on a card: in fours.</summary>
    private static string Grouped(string number) => string.Join(' ', number.Chunk(4).Select(four => new string(four)));

    private static string Numbers(Settings settings) =>
        settings.Twilio.Numbers.Count == 0
            ? settings.Twilio.MessagingServiceSid ?? ""
            : string.Join(", ", settings.Twilio.Numbers.Select(number => number.Number));
}
