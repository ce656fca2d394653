using SmsActivation.Core.Cards;
using SmsActivation.Core.Phones;

namespace SmsActivation.Worker.Commands;

/// <summary>How a listing shows phones and cards: their last 4 digits, unless asked to reveal them.</summary>
internal readonly record struct Masking(bool Reveal)
{
    public string? Phone(string? phone) => phone is null || Reveal ? phone : PhoneMask.Mask(phone);

    public string? Card(string? number) => number is null || Reveal ? number : CardMask.Mask(number);
}
