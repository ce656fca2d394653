namespace SmsActivation.Core.Campaigns.Results;

/// <summary>So many of so many people activated a card.</summary>
public readonly record struct Share(int Part, int Of)
{
    public double Rate => Of == 0 ? 0 : (double)Part / Of;
}

/// <summary>From … to, as shares of one.</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool Holds(double value) => Low <= value && value <= High;
}

/// <summary>What may be said of a comparison.</summary>
public enum LiftVerdict
{
    /// <summary>Nobody was held out.</summary>
    NoControl,

    /// <summary>So few people, or so few activations, that the interval says nothing yet.</summary>
    TooSmall,

    /// <summary>No difference that chance could not have made.</summary>
    MayBeChance,
    More,
    Fewer,
}

/// <summary>How much more often those activated who were to be texted than those who were held out, with the interval of
/// 95 %: Newcombe's hybrid score interval of a difference of two shares, made of Wilson's of each. Source: R. G. Newcombe,
/// "Interval estimation for the difference between independent proportions: comparison of eleven methods", Statistics in
/// Medicine 17 (1998), method 10.</summary>
/// <param name="Texted">All whose turn has come, also those who could not be texted any more then: the held out have such
/// among them too.</param>
public sealed record Lift(Share Texted, Share Control)
{
    /// <summary>Fewer people in a group say nothing, whatever the interval.</summary>
    public const int LeastPeople = 30;

    /// <summary>Fewer activations in both groups together say nothing.</summary>
    public const int LeastActivations = 10;

    // The normal distribution's 97.5 % point.
    private const double Z = 1.959963984540054;

    public double Difference => Texted.Rate - Control.Rate;

    /// <summary>Of <see cref="Difference"/>.</summary>
    public Interval Interval => Newcombe(Texted, Control);

    /// <summary>Activations that would not have been without the campaign, as far as it can be told.</summary>
    public double Extra => Difference * Texted.Of;

    public LiftVerdict Verdict =>
        Control.Of == 0 ? LiftVerdict.NoControl
        : Math.Min(Texted.Of, Control.Of) < LeastPeople || Texted.Part + Control.Part < LeastActivations
            ? LiftVerdict.TooSmall
        : Interval.Holds(0) ? LiftVerdict.MayBeChance
        : Difference > 0 ? LiftVerdict.More
        : LiftVerdict.Fewer;

    /// <summary>Wilson's score interval of a share; of nobody, all that a share can be.</summary>
    public static Interval Wilson(Share share)
    {
        if (share.Of == 0)
            return new Interval(0, 1);
        double n = share.Of;
        var middle = (2 * share.Part) + (Z * Z);
        var half = Z * Math.Sqrt((Z * Z) + (4 * share.Part * (1 - share.Rate)));
        var whole = 2 * (n + (Z * Z));
        return new Interval(Math.Max(0, (middle - half) / whole), Math.Min(1, (middle + half) / whole));
    }

    public static Interval Newcombe(Share one, Share other)
    {
        var (first, second) = (Wilson(one), Wilson(other));
        var difference = one.Rate - other.Rate;
        return new Interval(
            difference - Length(one.Rate - first.Low, second.High - other.Rate),
            difference + Length(first.High - one.Rate, other.Rate - second.Low)
        );
    }

    private static double Length(double x, double y) => Math.Sqrt((x * x) + (y * y));
}
