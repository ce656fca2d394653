using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Webhooks;

namespace SmsActivation.Tests.Webhooks;

public sealed class SignedFormTests
{
    private static readonly TwilioOptions Options = new() { AuthToken = "token", PublicBaseUrl = "https://sms.test" };

    public static TheoryData<string, Exception, int> Broken =>
        new()
        {
            { "too slow", new BadHttpRequestException("too slow", StatusCodes.Status408RequestTimeout), 408 },
            { "beyond Kestrel's own limit", new BadHttpRequestException("too large", 413), 413 },
            // Kestrel tells a chunk of more than 2^63 bytes so, and would answer 500.
            {
                "a chunk's length that overflows",
                new IOException("Bad chunk size data.", new OverflowException()),
                400
            },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_body_that_does_not_come_whole_is_refused_and_ends_the_connection(
        string what,
        Exception fault,
        int status
    )
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new BrokenStream(fault);
        var signed = await SignedForm.ReadAsync(context, Options, accountRequired: true);
        Assert.True(signed.Status == status, $"{what}: {signed.Status}");
        Assert.Null(signed.Form);
        Assert.Equal("close", context.Response.Headers.Connection);
    }

    public static TheoryData<Exception> Gone =>
        new(new ConnectionResetException("reset"), new ConnectionAbortedException("stopping"), new IOException());

    [Theory]
    [MemberData(nameof(Gone))]
    public async Task A_connection_that_is_gone_is_given_up(Exception fault)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime());
        context.Request.Body = new BrokenStream(fault);
        var signed = await SignedForm.ReadAsync(context, Options, accountRequired: true);
        Assert.Null(signed.Form);
        Assert.True(context.RequestAborted.IsCancellationRequested);
    }

    [Fact]
    public async Task A_fault_of_our_own_is_not_the_senders()
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new BrokenStream(new InvalidOperationException("ours"));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SignedForm.ReadAsync(context, Options, accountRequired: true)
        );
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public void Abort() => RequestAborted = new CancellationToken(canceled: true);
    }

    private sealed class BrokenStream(Exception fault) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(fault);
    }
}
