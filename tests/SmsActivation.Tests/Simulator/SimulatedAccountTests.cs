using SmsActivation.Simulator;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Tests.Simulator;

public sealed class SimulatedAccountTests
{
    [Fact]
    public void Each_draw_is_another_well_formed_account()
    {
        var drawn = Enumerable.Range(0, 50).Select(_ => SimulatedAccount.Draw()).ToList();

        Assert.All(
            drawn,
            account =>
            {
                Assert.Matches("^AC[0-9a-f]{32}$", account.AccountSid);
                Assert.Matches("^[0-9a-f]{32}$", account.AuthToken);
                Assert.Matches(@"^\+1[2-9]\d{2}55501\d{2}$", Assert.Single(account.Numbers));
            }
        );
        Assert.Equal(50, drawn.DistinctBy(account => account.AuthToken).Count());
    }

    [Fact]
    public void An_account_prints_no_token()
    {
        var account = SimulatedAccount.Draw();

        Assert.DoesNotContain(account.AuthToken, $"{account}", StringComparison.Ordinal);
    }
}
