using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class TwilioOptionsTests
{
    [Fact]
    public void Good_settings_have_no_fault() => Assert.Empty(TwilioOptionsValidator.Faults(TwilioTestOptions.Good()));

    [Fact]
    public void A_messaging_service_stands_in_for_numbers()
    {
        var options = TwilioTestOptions.Good();
        options.Numbers = [];
        options.MessagingServiceSid = TwilioTestOptions.ServiceSid;

        Assert.Empty(TwilioOptionsValidator.Faults(options));
    }

    public static TheoryData<string, Action<TwilioOptions>, string> Faults() =>
        new()
        {
            { "no account", o => o.AccountSid = "", "Twilio:AccountSid" },
            { "account too short", o => o.AccountSid = "AC123", "'AC123'" },
            {
                "account of another kind",
                o => o.AccountSid = "SK0123456789abcdef0123456789abcdef",
                "Twilio:AccountSid"
            },
            { "line end in the account", o => o.AccountSid += "\n", "Twilio:AccountSid" },
            { "no token", o => o.AuthToken = " ", "Twilio:AuthToken" },
            {
                "key without its secret",
                o => o.ApiKeySid = "SK0123456789abcdef0123456789abcdef",
                "Twilio:ApiKeySecret"
            },
            { "secret without its key", o => o.ApiKeySecret = "s", "Twilio:ApiKeySid" },
            { "no public URL", o => o.PublicBaseUrl = "", "Twilio:PublicBaseUrl" },
            { "public URL without scheme", o => o.PublicBaseUrl = "sms.example.com", "'sms.example.com'" },
            { "public URL a path", o => o.PublicBaseUrl = "/twilio", "'/twilio'" },
            { "public URL of another scheme", o => o.PublicBaseUrl = "ftp://a.example", "'ftp://a.example'" },
            { "public URL with a query", o => o.PublicBaseUrl = "https://a.example?x=1", "Twilio:PublicBaseUrl" },
            { "public URL with a fragment", o => o.PublicBaseUrl = "https://a.example/#rc=5", "Twilio:PublicBaseUrl" },
            { "API URL that is none", o => o.ApiBaseUrl = "api", "Twilio:ApiBaseUrl" },
            { "no sender at all", o => o.Numbers = [], "Twilio:MessagingServiceSid" },
            { "messaging service that is none", o => o.MessagingServiceSid = "MG1", "'MG1'" },
            { "national number", o => o.Numbers[0].Number = "0555123456", "Twilio:Numbers:0:Number" },
            { "number with spaces", o => o.Numbers[1].Number = "+1 555 000 1111", "Twilio:Numbers:1:Number" },
            { "number twice", o => o.Numbers[1].Number = "+15550001111", "Twilio:Numbers:1:Number" },
            { "letter sender too long", o => o.Numbers[1].ReplyFrom = "CoffeeHouse1", "'CoffeeHouse1'" },
            { "letter sender not Latin", o => o.Numbers[1].ReplyFrom = "Кофе", "Twilio:Numbers:1:ReplyFrom" },
            { "campaign sender that is none", o => o.CampaignSender = "1", "Twilio:CampaignSender" },
            { "keywords by nobody", o => o.KeywordsAnsweredBy = (KeywordsAnsweredBy)7, "Twilio:KeywordsAnsweredBy" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_names_its_setting(string name, Action<TwilioOptions> spoil, string named)
    {
        var options = TwilioTestOptions.Good();
        spoil(options);

        var fault = Assert.Single(TwilioOptionsValidator.Faults(options));
        Assert.True(fault.Contains(named, StringComparison.Ordinal), $"{name}: {fault}");
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        var faults = TwilioOptionsValidator.Faults(new TwilioOptions { ApiBaseUrl = "" });

        string[] settings = ["AccountSid", "AuthToken", "PublicBaseUrl", "ApiBaseUrl", "Numbers"];
        Assert.Equal(settings, faults.Select(fault => fault.Split(':', ' ')[1]));
    }

    [Fact]
    public void No_fault_shows_a_secret()
    {
        var options = TwilioTestOptions.Good();
        options.AccountSid = "";
        options.AuthToken = "";
        options.PreviousAuthToken = "secret1";
        options.ApiKeySid = "secret2";
        options.ApiKeySecret = "secret3";
        options.PublicBaseUrl = "https://user:secret4@a.example";

        Assert.DoesNotContain("secret", string.Join('\n', TwilioOptionsValidator.Faults(options)));
    }

    [Theory]
    [InlineData("https://sms.example.com", "https://sms.example.com/twilio/status?a=T0k-en_")]
    [InlineData("https://sms.example.com/", "https://sms.example.com/twilio/status?a=T0k-en_")]
    [InlineData("http://10.0.0.1:5080/loyalty/", "http://10.0.0.1:5080/loyalty/twilio/status?a=T0k-en_")]
    public void The_status_callback_stands_on_the_public_URL(string publicUrl, string callback)
    {
        var options = TwilioTestOptions.Good();
        options.PublicBaseUrl = publicUrl;

        Assert.Equal(callback, options.StatusCallbackFor("T0k-en_"));
        Assert.Equal(callback + "&m=SM1", options.StatusCallbackFor("T0k-en_", "SM1"));
        Assert.Empty(TwilioOptionsValidator.Faults(options));
    }

    [Fact]
    public void A_token_that_is_not_set_signs_nothing()
    {
        var options = TwilioTestOptions.Good();
        options.PreviousAuthToken = "";
        Assert.Equal(["auth-token"], options.SigningTokens());

        options.PreviousAuthToken = "old";
        Assert.Equal(["auth-token", "old"], options.SigningTokens());
    }
}
