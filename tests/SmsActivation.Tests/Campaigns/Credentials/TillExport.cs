namespace SmsActivation.Tests.Campaigns.Credentials;

/// <summary>Customers of a shop's till: phones and names, many of them alike, in the alphabets of its customers. The same
/// each time.</summary>
internal static class TillExport
{
    private static readonly (string[] First, string[] Last)[] Alphabets =
    [
        (
            Words("Anna Maria John Peter Clara Hugo Emil Dora José Zoë Jürgen Łukasz Søren Chloé Ngọc Işıl"),
            Words(
                "Berg Smith Müller García Nowak O'Neill Żółć Öztürk Jones Meyer-Landrut Dvořák Nguyễn Konstantinopoulos"
            )
        ),
        (
            Words("Анна Сергей Юлия Пётр Ольга Дмитрий Щукарь Олександр Їжак Григорій Алесь Ђорђе Първан"),
            Words("Петрова Иванов Шевченко Достоевский Быкаў Његош Ъглев Щербаков Константинопольская Кузнецов")
        ),
        (Words("Γιώργος Ελένη Νίκος Σοφία"), Words("Παπαδόπουλος Οικονόμου Παππάς")),
        (Words("Արամ Անի ნინო გიორგი"), Words("Խաչատրյան Սարգսյան ბერიძე მაისურაძე")),
        (Words("דוד שרה משה محمد فاطمة علي"), Words("כהן לוי حسن الخطيب")),
        (Words("王 李 김민수 สมชาย サトウ"), Words("伟 娜 秀英 ハナコ")),
    ];

    /// <summary>Rows of a list: phone, name.</summary>
    public static IReadOnlyList<string> Rows(int count, int seed = 8)
    {
        // Repeatable on any machine: no secret is drawn from it.
        var drawn = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => $"{Phone(i)},{Name(drawn)}")];
    }

    public static string Phone(int i) => $"+49151{10_000_000 + i}";

    private static string Name(Random drawn)
    {
        if (drawn.Next(50) == 0)
            return "";
        var (first, last) = Alphabets[drawn.Next(Alphabets.Length)];
        return $"{first[drawn.Next(first.Length)]} {last[drawn.Next(last.Length)]}";
    }

    private static string[] Words(string words) => words.Split(' ');
}
