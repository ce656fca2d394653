using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Page;

/// <summary>The lists of the page.</summary>
internal static class PageParts
{
    public static string Phones(IReadOnlyList<PresetPhone> phones) =>
        string.Concat(
            phones.Select(
                (phone, index) =>
                    $"""
                    <label class="chip" title="{Html.Text(phone.Country)}">
                      <input type="radio" name="phone" value="{Html.Text(phone.Number)}" data-shown="{Html.Text(
                        phone.Shown
                    )}" aria-label="{Html.Text($"{phone.Country}, {phone.Shown}")}"{(index == 0 ? " checked" : "")}>
                      <span>{Html.Text(phone.Code)}</span>
                    </label>

                    """
            )
        );

    public static string Numbers(IReadOnlyList<string> numbers) =>
        string.Concat(
            numbers.Select(number =>
                $"""<option value="{Html.Text(number)}">{Html.Text(PhoneNumbers.Show(number))}</option>"""
            )
        );

    public static string Cards(IReadOnlyList<DemoCard> cards, string brand) =>
        string.Concat(
            cards.Select(card =>
                $"""
                    <li>
                      <button type="button" class="card-pick" data-text="{Html.Text(TextOf(card))}">
                        <span class="card" aria-hidden="true">
                          <span class="card-brand">{Html.Text(brand)}</span>
                          {Strip(card)}
                          <span class="card-number">{Html.Text(InGroups(card.Number))}</span>
                        </span>
                        <span class="sr">Card {Html.Text(InGroups(card.Number))}{Html.Text(CodeOf(card))}: </span>
                        <span class="card-try">{Html.Text(card.Try)}</span>
                      </button>
                    </li>

                    """
            )
        );

    public static string Words(IReadOnlyList<DemoCard> cards)
    {
        List<(string Text, string Effect)> words =
        [
            ("HELP", "answered by the carrier itself"),
            ("PASSWORD", "a new password for your account"),
            ("STOP", "no more texts, until you send START"),
            ("START", "texts again"),
        ];
        if (cards.Count > 0)
            words.Insert(0, (Mistyped(cards[0].Number), "a typo: the last digit is wrong"));
        return string.Concat(
            words.Select(word =>
                $"""
                <li><button type="button" class="word" data-text="{Html.Text(word.Text)}"><kbd>{Html.Text(
                    word.Text
                )}</kbd> <span>{Html.Text(word.Effect)}</span></button></li>

                """
            )
        );
    }

    public static string Endings(IReadOnlyList<MagicNumber> endings) =>
        string.Concat(
            endings.Select(magic => $"<dt>…{Html.Text(magic.Ending)}</dt><dd>{Html.Text(magic.Effect)}</dd>")
        );

    private static string Strip(DemoCard card) =>
        card.Code is { } code ? $"""<span class="card-code">{Html.Text(code)}</span>""" : "";

    private static string CodeOf(DemoCard card) => card.Code is { } code ? $", code {code}" : "";

    private static string TextOf(DemoCard card) => card.Code is { } code ? $"{card.Number} {code}" : card.Number;

    private static string InGroups(string number) =>
        number.All(char.IsAsciiDigit) ? string.Join(' ', number.Chunk(4).Select(group => new string(group))) : number;

    private static string Mistyped(string number) =>
        number[^1] is >= '0' and < '9' ? number[..^1] + (char)(number[^1] + 1) : number[..^1] + '0';
}
