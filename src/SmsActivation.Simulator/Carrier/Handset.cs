namespace SmsActivation.Simulator.Carrier;

/// <summary>A text from a phone: kept, its keyword obeyed as Twilio does, and handed to the host by webhook.</summary>
internal sealed class Handset(
    MessageLog log,
    OptOuts optOuts,
    SignedPost post,
    Delivery delivery,
    Background background,
    SimulatorSettings settings,
    TimeProvider time
)
{
    public SimulatedMessage Send(Address phone, Address ours, string body, bool picture)
    {
        var now = time.GetUtcNow();
        var message = log.Add(
            new SimulatedMessage
            {
                Sid = picture ? Sids.Mms() : Sids.Sms(),
                Direction = Direction.Inbound,
                From = phone,
                To = ours,
                Body = body,
                Shown = body,
                Status = MessageStatus.Received,
                CreatedAt = now,
                UpdatedAt = now,
                SentAt = now,
                NumMedia = picture ? 1 : 0,
            }
        );
        var played = settings.KeywordReplies && phone.Channel == Channel.Sms ? Keywords.Read(body) : Keyword.None;
        Play(played, phone, ours);
        background.Start(stopping => HandOverAsync(message, played, stopping));
        return message;
    }

    private void Play(Keyword keyword, Address phone, Address ours)
    {
        // A second STOP is not answered: the first answer was the last text.
        var answered = keyword switch
        {
            Keyword.None => false,
            Keyword.Stop => optOuts.Add(ours, phone),
            Keyword.Start or Keyword.Help => true,
        };
        if (keyword == Keyword.Start)
            optOuts.Remove(ours, phone);
        if (answered && Keywords.Answer(keyword) is { } text)
            Answer(phone, ours, text);
    }

    private void Answer(Address phone, Address ours, string text)
    {
        var now = time.GetUtcNow();
        var answer = log.Add(
            new SimulatedMessage
            {
                Sid = Sids.Sms(),
                Direction = Direction.OutboundReply,
                From = ours,
                To = phone,
                Body = text,
                Shown = text,
                Status = MessageStatus.Queued,
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        background.Start(stopping => delivery.RunAsync(answer.Sid, Fate.Ordinary, callback: null, stopping));
    }

    private async Task HandOverAsync(SimulatedMessage message, Keyword played, CancellationToken stopping)
    {
        var url = settings.InboundUrl();
        var apiRoot = new Uri(url).GetLeftPart(UriPartial.Authority) + "/simulator/twilio/" + Words.ApiVersion;
        var form = InboundForm.Of(message, settings.Account.AccountSid, apiRoot, played);
        var handover = await post.SendAsync(url, message.Sid, form, stopping);
        log.Change(message.Sid, known => known with { Handover = handover });
    }
}
