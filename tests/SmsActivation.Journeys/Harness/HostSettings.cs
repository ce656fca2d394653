namespace SmsActivation.Journeys.Harness;

/// <summary>The settings that every journey's host starts from, as environment variables.</summary>
public static class HostSettings
{
    public static Dictionary<string, string?> ForTwilio(Installation installation) =>
        new(ForSimulator(installation))
        {
            ["Carrier"] = "Twilio",
            ["Twilio__AccountSid"] = installation.Carrier.Account.Sid,
            ["Twilio__AuthToken"] = installation.Carrier.Account.Token,
            ["Twilio__PublicBaseUrl"] = installation.PublicUrl,
            ["Twilio__ApiBaseUrl"] = installation.Carrier.Url,
            ["Twilio__Numbers__0__Number"] = Own.Number,
            ["Twilio__Numbers__1__Number"] = Own.Second,
            ["Twilio__Numbers__1__Language"] = "ru",
            ["Cards__CodeKey"] = "a key of the journeys, for codes under scratch strips",
            ["Brand"] = LongestValues.Brand,
            ["Account__Url"] = LongestValues.AccountUrl,
            ["Support__Contact"] = LongestValues.Support,
        };

    /// <summary>Nothing but where it listens.</summary>
    public static Dictionary<string, string?> ForSimulator(Installation installation)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = installation.Url,
            // What a host writes to its temporary folder is looked through too.
            ["TMPDIR"] = installation.Temp,
        };
        if (installation.ServerConnectionString is { } server)
        {
            settings["Database__Provider"] = "SqlServer";
            settings["Database__ConnectionString"] = server;
        }
        return settings;
    }
}
