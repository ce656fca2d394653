namespace SmsActivation.Bench;

/// <summary>Lists of customers, as files.</summary>
internal static class CampaignFiles
{
    private static readonly string[] Cities = ["Oslo", "Lisbon", "Springfield", "Новосибирск"];

    /// <summary>Each with a phone, a name, a city and a consent.</summary>
    public static async Task<string> WriteAsync(TempFolder folder, int customers, int first = 0)
    {
        var file = folder.File("customers.csv");
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync("phone,name,city,consent_source,consent_text,consent_at");
        for (var i = first; i < first + customers; i++)
            await writer.WriteLineAsync(
                $"{Texts.Phone(i)},Customer {i},{Cities[i % Cities.Length]},till,I agree to offers by SMS,2026-01-05"
            );
        return file;
    }
}
