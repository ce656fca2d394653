using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Setup;

public class OfficialPackagesTests
{
#if FULL_FEED
    private const bool AskedFor = true;
#else
    private const bool AskedFor = false;
#endif

    [Theory]
    [InlineData("Twilio")]
    [InlineData("PhoneNumbers")]
    public void An_official_package_is_used_where_it_was_asked_for_and_nowhere_else(string assembly) =>
        Assert.Equal(
            AskedFor,
            typeof(TwilioClient).Assembly.GetReferencedAssemblies().Any(reference => reference.Name == assembly)
        );
}
