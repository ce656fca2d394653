using System.Text;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Staff;

public sealed class SecondFactorTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, SHA-1: the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082", 1)]
    [InlineData(1111111109, "081804", 37037036)]
    [InlineData(1111111111, "050471", 37037037)]
    [InlineData(1234567890, "005924", 41152263)]
    [InlineData(2000000000, "279037", 66666666)]
    [InlineData(20000000000, "353130", 666666666)]
    public void The_codes_of_the_standard(long seconds, string code, long step)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(step, SecondFactor.StepOf(Key, code, now));
        Assert.Equal(step, SecondFactor.StepOf(Key, code.Insert(3, " "), now));
        Assert.Equal(step, SecondFactor.StepOf(Key, code, now.AddSeconds(30)));
        Assert.Null(SecondFactor.StepOf(Key, code, now.AddSeconds(90)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("000000")]
    [InlineData("28708")]
    [InlineData("2870822")]
    [InlineData("-1")]
    public void What_is_no_code_is_of_no_step(string typed) =>
        Assert.Null(SecondFactor.StepOf(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void A_sealed_key_opens_for_whom_it_was_sealed_and_under_its_own_secret()
    {
        var factor = new SecondFactor(new StaffOptions { Key = "one secret of ours" });
        var kept = factor.Seal("anna", Key);
        Assert.Equal(Key, factor.Open("anna", kept));
        Assert.Null(factor.Open("bert", kept));
        Assert.Null(new SecondFactor(new StaffOptions { Key = "another secret, longer" }).Open("anna", kept));
        Assert.NotEqual(kept, factor.Seal("anna", Key));
    }

    [Fact]
    public void An_app_reads_whose_it_is() =>
        Assert.Equal(
            "otpauth://totp/Caf%C3%A9%20Nord:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Caf%C3%A9%20Nord",
            SecondFactor.Uri(Key, "Café Nord", "anna")
        );
}
