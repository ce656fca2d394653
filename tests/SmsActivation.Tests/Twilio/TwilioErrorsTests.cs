using SmsActivation.Core.Twilio;
using static SmsActivation.Core.Twilio.SendFailureKind;

namespace SmsActivation.Tests.Twilio;

public class TwilioErrorsTests
{
    /// <summary>Twilio's codes as captured, with the HTTP status they come with and what may be retried.</summary>
    public static TheoryData<int, int, SendFailureKind> Codes()
    {
        var data = new TheoryData<int, int, SendFailureKind>
        {
            { 20003, 401, OurFault },
            { 20003, 403, OurFault },
            { 20003, 400, OurFault },
            { 20429, 429, NotProcessed },
            { 20429, 400, NotProcessed },
            { 21611, 400, NotProcessed },
            { 21611, 429, NotProcessed },
            { 63038, 429, NotProcessed },
            { 20500, 500, Ambiguous },
            { 20503, 503, Ambiguous },
            { 20404, 404, Rejected },
            { 21610, 403, Rejected }, // the code wins over the HTTP class
            { 99999, 400, Rejected },
            { 99999, 401, OurFault },
            { 99999, 429, NotProcessed },
            { 21610, 500, Ambiguous }, // a 5xx wins over every code
            { 20429, 503, Ambiguous },
        };
        foreach (var code in new[] { 21408, 21603, 21606, 21659, 21660, 21703 })
        {
            data.Add(code, 400, OurFault);
        }
        foreach (
            var code in new[] { 21211, 21212, 21266, 21602, 21604, 21608, 21610, 21612, 21614, 21617, 21635, 21654 }
        )
        {
            data.Add(code, 400, Rejected);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_is_sorted(int code, int http, SendFailureKind kind)
    {
        var failure = TwilioErrors.Sort(http, code);

        Assert.Equal(kind, failure.Kind);
        Assert.Equal((http, code), (failure.HttpStatus!.Value, failure.Code!.Value));
        Assert.NotEmpty(failure.Reason);
    }

    [Theory]
    [InlineData(302, OurFault)]
    [InlineData(307, OurFault)]
    [InlineData(400, Rejected)]
    [InlineData(401, OurFault)]
    [InlineData(403, OurFault)]
    [InlineData(404, OurFault)]
    [InlineData(405, OurFault)]
    [InlineData(407, OurFault)]
    [InlineData(408, Ambiguous)]
    [InlineData(409, Rejected)]
    [InlineData(422, Rejected)]
    [InlineData(429, NotProcessed)]
    [InlineData(500, Ambiguous)]
    [InlineData(502, Ambiguous)]
    [InlineData(504, Ambiguous)]
    [InlineData(599, Ambiguous)]
    public void An_answer_without_a_code_is_sorted_by_its_status(int http, SendFailureKind kind) =>
        Assert.Equal(kind, TwilioErrors.Sort(http, null).Kind);

    [Theory]
    [InlineData(21611, null, 60)]
    [InlineData(21611, 5, 60)]
    [InlineData(21611, 90, 90)]
    [InlineData(20429, null, 10)]
    [InlineData(21610, 7, 7)]
    [InlineData(21610, null, null)]
    public void The_longer_of_the_codes_pace_and_Retry_After_is_asked_for(int code, int? asked, int? wait) =>
        Assert.Equal(Seconds(wait), TwilioErrors.Sort(400, code, Seconds(asked)).RetryAfter);

    [Fact]
    public void Every_code_that_Twilio_documents_for_texts_has_a_meaning()
    {
        int[] documented =
        [
            20003,
            20404,
            20429,
            20500,
            20503,
            21211,
            21212,
            21266,
            21408,
            21602,
            21603,
            21604,
            21606,
            21608,
            21610,
            21611,
            21612,
            21614,
            21617,
            21635,
            21654,
            21659,
            21660,
            21703,
            30001,
            30002,
            30003,
            30004,
            30005,
            30006,
            30007,
            30008,
            30009,
            30010,
            30011,
            30017,
            30022,
            30023,
            30032,
            30034,
            30036,
            30410,
            30450,
            30500,
            63038,
            11200,
            12300,
        ];

        Assert.Equal(documented.Order(), TwilioErrors.All.Select(error => error.Code).Order());
        Assert.Equal(TwilioErrors.All.Count, TwilioErrors.All.Select(error => error.Meaning).Distinct().Count());
    }

    /// <summary>The captured "retry" column of the delivery codes: later, slower, next day, or a new send.</summary>
    [Theory]
    [InlineData(30001)]
    [InlineData(30017)]
    [InlineData(30022)]
    [InlineData(30023)]
    [InlineData(30036)]
    [InlineData(30450)]
    [InlineData(30500)]
    [InlineData(63038)]
    public void A_delivery_that_may_succeed_later_says_so(int code) =>
        Assert.Equal(NotProcessed, TwilioErrors.Find(code)!.Kind);

    [Fact]
    public void An_unknown_code_is_unknown() => Assert.Null(TwilioErrors.Find(1));

    private static TimeSpan? Seconds(int? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
