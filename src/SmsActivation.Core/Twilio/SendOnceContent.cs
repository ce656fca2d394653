using System.Net;
using System.Net.Http.Headers;

namespace SmsActivation.Core.Twilio;

/// <summary>
/// A POST's body that knows whether it was begun. The handler buffers the headers until the body is written
/// (a test watches the socket), so until <see cref="Started"/> not one byte has left, and Twilio cannot have the text.
/// </summary>
internal sealed class SendOnceContent : HttpContent
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private readonly byte[] form;
    private readonly SendDeadline deadline;
    private int state = Waiting;

    public SendOnceContent(byte[] form, SendDeadline deadline)
    {
        this.form = form;
        this.deadline = deadline;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }

    public bool Started => Volatile.Read(ref state) == Begun;

    /// <summary>Forbids the start; false if it is too late for that.</summary>
    public bool GiveUp() => Interlocked.CompareExchange(ref state, GivenUp, Waiting) != Begun;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        // A second call would be the handler resending on another connection: refused, for the first may have arrived.
        if (deadline.Passed || Interlocked.CompareExchange(ref state, Begun, Waiting) != Waiting)
            throw new NotWrittenException();
        await stream.WriteAsync(form, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = form.Length;
        return true;
    }

    private sealed class NotWrittenException : Exception;
}
