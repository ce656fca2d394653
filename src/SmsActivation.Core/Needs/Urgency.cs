namespace SmsActivation.Core.Needs;

/// <summary>How soon a person is needed: the members stand in that order.</summary>
public enum Urgency
{
    /// <summary>Every customer may feel it.</summary>
    Everybody,

    /// <summary>Somebody else may be spending a customer's points.</summary>
    PointsAtRisk,

    /// <summary>A customer has heard nothing at all.</summary>
    NoAnswer,

    /// <summary>A card works, and its owner does not know or cannot sign in.</summary>
    NoWelcome,

    /// <summary>Perhaps they have it, perhaps not.</summary>
    Unsettled,

    /// <summary>Nobody is kept waiting who has not been told so.</summary>
    Review,

    /// <summary>It is the customer's turn.</summary>
    WaitsForCustomer,
}
