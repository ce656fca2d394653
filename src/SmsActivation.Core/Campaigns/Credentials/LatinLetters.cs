using System.Globalization;
using System.Text;

namespace SmsActivation.Core.Campaigns.Credentials;

/// <summary>Writes a word of any of the alphabets below in a to z, near to how it sounds: what somebody says on the phone,
/// not what a library's catalogue would have. No standard fits all of the languages that one alphabet serves.</summary>
internal static class LatinLetters
{
    // Whatever is a Latin or Greek letter with a mark is read without it, and needs no place here.
    private const string Table = """
        ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ı=i ħ=h ŋ=n ə=a ſ=s ĸ=k
        а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh
        щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=gj ќ=kj ѕ=dz ѐ=e ѝ=i
        ә=a ғ=g қ=q ң=n ө=o ұ=u ү=u һ=h ҳ=h ҷ=j ӯ=u ӣ=i
        α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
        ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch պ=p
        ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f և=ev
        ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts
        ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h
        א=a ב=b ג=g ד=d ה=h ו=o ז=z ח=h ט=t י=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=f צ=ts ץ=ts ק=k ר=r ש=sh ת=t
        ا=a أ=a إ=i آ=a ٱ=a ء= ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k
        ل=l م=m ن=n ه=h و=o ي=i ى=a ة=a ئ=i ؤ=o ـ= پ=p چ=ch ژ=zh گ=g ک=k ی=i ھ=h ہ=h ے=e ں=n ٹ=t ڈ=d ڑ=r
        ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko サ=sa シ=shi ス=su セ=se ソ=so タ=ta チ=chi ツ=tsu テ=te ト=to
        ナ=na ニ=ni ヌ=nu ネ=ne ノ=no ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho マ=ma ミ=mi ム=mu メ=me モ=mo ヤ=ya ユ=yu ヨ=yo
        ラ=ra リ=ri ル=ru レ=re ロ=ro ワ=wa ヲ=o ン=n ッ= ー= ャ=ya ュ=yu ョ=yo
        """;

    // Two letters for one sound.
    private static readonly (string Pair, string Sound)[] Pairs = [("ου", "ou"), ("ού", "ou"), ("ու", "u")];

    private const string UkrainianOrBelarusian = "іїєґў";
    private const string Vowels = "aeiouy";

    private static readonly string[] Initials = "g kk n d tt r m b pp s ss  j jj ch k t p h".Split(' ');
    private static readonly string[] Medials = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".Split(
        ' '
    );
    private static readonly string[] Finals = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".Split(' ');
    private const char FirstSyllable = '가';
    private const char LastSyllable = '힣';

    private const char FirstHiragana = 'ぁ';
    private const char LastHiragana = 'ゖ';
    private const int ToKatakana = 'ア' - 'あ';

    private static readonly Dictionary<char, string> Sounds = Table
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(entry => entry[0], entry => entry[2..]);

    /// <summary>Null where a letter of it is of no alphabet that we know. Signs that are no letters are passed over.</summary>
    public static string? Of(string word)
    {
        var plain = word.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC);
        foreach (var (pair, sound) in Pairs)
            plain = plain.Replace(pair, sound, StringComparison.Ordinal);
        var isUkrainian = plain.AsSpan().ContainsAny(UkrainianOrBelarusian);
        var written = new StringBuilder();
        for (var i = 0; i < plain.Length; i++)
        {
            if (!IsPartOfWord(plain[i]))
                continue;
            var sound = (plain[i], isUkrainian) switch
            {
                ('г', true) => "h",
                ('и', true) => "y",
                ('ъ', _) => HardSign(plain, i),
                (var letter, _) => Sound(letter),
            };
            if (sound is null)
                return null;
            if (LeavesVowelsOut(plain[i]) && BothConsonants(written, sound))
                written.Append('a');
            written.Append(sound);
        }
        return Shortened(written.ToString());
    }

    private static bool IsPartOfWord(char sign) =>
        char.IsLetter(sign)
        || char.IsSurrogate(sign)
        || char.GetUnicodeCategory(sign) == UnicodeCategory.SpacingCombiningMark;

    private static string? Sound(char letter)
    {
        if (char.IsAsciiLetter(letter))
            return char.ToLowerInvariant(letter).ToString();
        if (letter is >= FirstHiragana and <= LastHiragana)
            letter = (char)(letter + ToKatakana);
        if (Sounds.TryGetValue(letter, out var sound))
            return sound;
        if (letter is >= FirstSyllable and <= LastSyllable)
            return Syllable(letter - FirstSyllable);
        if (char.IsSurrogate(letter))
            return null;
        var bare = letter.ToString().Normalize(NormalizationForm.FormD)[0];
        return bare == letter ? null : Sound(bare);
    }

    /// <summary>By the arithmetic of Unicode, section 3.12.</summary>
    private static string Syllable(int at) =>
        Initials[at / (Medials.Length * Finals.Length)]
        + Medials[at / Finals.Length % Medials.Length]
        + Finals[at % Finals.Length];

    /// <summary>In Bulgarian a vowel; in Russian it only parts a consonant from what follows.</summary>
    private static string HardSign(string word, int at) =>
        at + 1 < word.Length && "еёюя".Contains(word[at + 1], StringComparison.Ordinal) ? "" : "a";

    /// <summary>Hebrew and Arabic write few vowels, and without any nobody could say the name.</summary>
    private static bool LeavesVowelsOut(char letter) => letter is (>= 'א' and <= 'ת') or (>= '\u0600' and <= '\u06FF');

    private static bool BothConsonants(StringBuilder written, string sound) =>
        written.Length > 0
        && sound.Length > 0
        && !Vowels.Contains(written[^1], StringComparison.Ordinal)
        && !Vowels.Contains(sound[0], StringComparison.Ordinal);

    /// <summary>Dostoevskiy and Zelenskyy are as well said without their last sign but one.</summary>
    private static string Shortened(string word) =>
        word.Length > 4 && word[^1] == 'y' && word[^2] is 'i' or 'y' ? word[..^2] + "y" : word;
}
