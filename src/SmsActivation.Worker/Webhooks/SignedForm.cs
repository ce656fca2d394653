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
        var body = new ArrayBufferWriter<byte>(512);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(context.RequestAborted);
            foreach (var part in read.Buffer)
                body.Write(part.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (body.WrittenCount > LargestBody)
                return Refuse(StatusCodes.Status413PayloadTooLarge, "the body is over 64 KiB");
            if (read.IsCompleted)
                break;
        }
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

    private static SignedForm Refuse(int status, string why) => new(Form: null, status, why);
}
