using System.Net;
using System.Net.Http.Headers;

namespace SmsActivation.Core.Twilio;

/// <summary>A POST's body that is written once. The handler buffers the headers until the body is written (a test watches
/// the socket), so before that not one byte has left.</summary>
internal sealed class SendOnceContent : HttpContent
{
    private readonly byte[] form;
    private readonly SendOnce once;

    public SendOnceContent(byte[] form, SendOnce once)
    {
        this.form = form;
        this.once = once;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        if (!once.TryBegin())
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
