using SmsActivation.Core.Campaigns.Credentials;

namespace SmsActivation.Tests.Campaigns.Credentials;

/// <summary>What somebody is called who signs in.</summary>
public sealed class UserNamesTests
{
    private const string Phone = "+12125550142";
    private static readonly UserNames Names = new(text =>
        text.StartsWith("lc", StringComparison.Ordinal) ? text : null
    );

    [Theory]
    [InlineData("Anna Petrova", "annapetrova")]
    [InlineData("  anna\tPETROVA ", "annapetrova")]
    [InlineData("Petrova, Anna", "annapetrova")]
    [InlineData("Mr. John Q. O'Neill Jr", "johnoneill")]
    [InlineData("Jürgen Größ", "jurgengross")]
    [InlineData("Łukasz Żółć", "lukaszzolc")]
    [InlineData("Sørensen", "sorensen")]
    [InlineData("İbrahim Yıldız", "ibrahimyildiz")]
    [InlineData("Nguyễn Thị Ánh", "nguyenanh")]
    [InlineData("Анна Петрова", "annapetrova")]
    [InlineData("Петрова Анна Сергеевна", "petrovaanna")]
    [InlineData("Щербаков Юрий", "shcherbakovyury")]
    [InlineData("Сергій Їжак", "serhyyizhak")]
    [InlineData("Григорій Шевченко", "hryhorys")]
    [InlineData("Алесь Быкаў", "alesbykau")]
    [InlineData("Ђорђе Његош", "djordjenjegosh")]
    [InlineData("Първан Ъглев", "parvanaglev")]
    [InlineData("Γιώργος Παπαδόπουλος", "giorgosp")]
    [InlineData("Արամ Խաչատրյան", "aramkhachatryan")]
    [InlineData("ნინო ბერიძე", "ninoberidze")]
    [InlineData("דוד כהן", "dodkahan")]
    [InlineData("محمد علي", "mahamadali")]
    [InlineData("김민수", "gimminsu")]
    [InlineData("サトウ ハナコ", "satouhanako")]
    [InlineData("Aleksandra Konstantinopolskaya", "aleksandrak")]
    [InlineData("Anna-Maria Berg", "annamariaberg")]
    [InlineData("Wolfeschlegelsteinhausen", "wolfeschlegelste")]
    [InlineData("Anna Anna", "anna")]
    [InlineData("Anna 王", "anna")]
    [InlineData("Support Team", "team")]
    [InlineData("Admin Petrov", "petrov")]
    [InlineData("Brndkv Cvtkzz", "brndkvc")]
    public void It_is_made_of_their_name(string name, string expected)
    {
        var made = Names.Of(name, Phone);
        Assert.Equal(expected, made.Plain);
        Assert.InRange(made.Stem.Length, 3, UserName.LongestStem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("王伟")]
    [InlineData("สมชาย")]
    [InlineData("12345")]
    [InlineData("Bo")]
    [InlineData("Admin")]
    [InlineData("Stop")]
    [InlineData("Стоп")]
    [InlineData("Lc")]
    public void Who_has_none_that_will_do_gets_a_word_that_anybody_can_say(string? name)
    {
        var made = Names.Of(name, Phone);
        Assert.Matches("^([bdfgklmnprstvz][aeiou]){3}$", made.Plain);
        Assert.Equal(made, Names.Of(name, Phone));
        Assert.Equal(made.Plain, made.Stem);
    }

    [Fact]
    public void Nothing_rude_comes_of_two_parts_but_a_name_is_a_name()
    {
        Assert.Equal("joshi", Names.Of("Josh Itano", Phone).Plain);
        Assert.Equal("johnhancock", Names.Of("John Hancock", Phone).Plain);
    }

    [Fact]
    public void A_number_finds_room()
    {
        var name = new UserName("konstantinpetrov", "konstantinpe");
        Assert.Equal("konstantinpe2", name.Numbered(2));
        Assert.Equal("konstantinpe9999", name.Numbered(9999));
        Assert.Equal("konstantinp10000", name.Numbered(10_000));
    }
}
