using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Worker.Webhooks;

/// <summary>A webhook's form once it is known to come from our carrier; or the status that refuses it, and why.</summary>
public sealed record SignedForm(TwilioForm? Form, int Status, string? Refusal)
{
    public const int LargestBody = 64 * 1024;
    private const string SignatureHeader = "X-Twilio-Signature";

    /// <summary>Checks size, signature and account, in this order.</summary>
    public static async Task<SignedForm> ReadAsync(HttpContext context, TwilioOptions options, bool accountRequired)
    {
        var request = context.Request;
        if (request.ContentLength > LargestBody)
            return Refuse(StatusCodes.Status413PayloadTooLarge, "the body is over 64 KiB");
        var (body, refusal) = await ReadBodyAsync(context);
        if (body is null)
            return refusal!;
        var signature = request.Headers[SignatureHeader].ToString();
        if (signature.Length == 0)
            return Refuse(StatusCodes.Status403Forbidden, "the signature is missing");
        if (
            !request.HasFormContentType
            || request.ContentType!.StartsWith("multipart", StringComparison.OrdinalIgnoreCase)
        )
            return Refuse(StatusCodes.Status400BadRequest, "Content-Type must be application/x-www-form-urlencoded");
        if (TwilioForm.Parse(body.WrittenSpan) is not FormReading.Read { Form: var form })
            return Refuse(StatusCodes.Status400BadRequest, "the body is not a form in UTF-8");
        // The raw target, as signed: Request.Path is decoded and would be encoded again, perhaps differently.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!TwilioSignature.IsValid(options.SigningTokens(), options.PublicBaseUrl + target, form.Pairs, signature))
            return Refuse(StatusCodes.Status403Forbidden, "the signature does not fit");
        var account = form.Get("AccountSid");
        if (account is null ? accountRequired : account != options.AccountSid)
            return Refuse(StatusCodes.Status403Forbidden, "AccountSid is not ours");
        return new SignedForm(form, StatusCodes.Status200OK, Refusal: null);
    }

    private static async Task<(ArrayBufferWriter<byte>? Body, SignedForm? Refusal)> ReadBodyAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var body = new ArrayBufferWriter<byte>(512);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(context.RequestAborted);
                foreach (var part in read.Buffer)
                    body.Write(part.Span);
                reader.AdvanceTo(read.Buffer.End);
                if (body.WrittenCount > LargestBody)
                    return (null, Refuse(StatusCodes.Status413PayloadTooLarge, "the body is over 64 KiB"));
                if (read.IsCompleted)
                    return (body, null);
            }
        }
        // Too slow, broken off or framed wrongly: a fault that anybody can make, and none of ours to raise an alarm about.
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            var status = StatusOf(fault);
            if (status is null)
                context.Abort(); // nobody is left to be answered, and Kestrel need not wait for the rest
            else
                context.Response.Headers.Connection = "close"; // nobody knows where the next request would begin
            return (null, Refuse(status ?? StatusCodes.Status400BadRequest, "the body did not come whole"));
        }
    }

    /// <summary>Null where the connection is gone. A chunk's length that overflows says no status itself, and would end as
    /// a 500.</summary>
    private static int? StatusOf(Exception fault) =>
        fault switch
        {
            BadHttpRequestException known => known.StatusCode,
            IOException { InnerException: OverflowException } => StatusCodes.Status400BadRequest,
            _ => null,
        };

    private static SignedForm Refuse(int status, string why) => new(Form: null, status, why);
}
