namespace IAfluence.Core.Routing.Walk;

/// <summary>Who refused to answer.</summary>
public enum RefusedBy
{
    /// <summary>The provider, which refused the request or filtered the response.</summary>
    Provider,

    /// <summary>The model.</summary>
    Model,
}

/// <summary>How a reply from a route ended.</summary>
public enum RouteOutcome
{
    /// <summary>The reply has not ended, or was cancelled.</summary>
    Unfinished,

    /// <summary>A model completed the reply.</summary>
    Completed,

    /// <summary>The model stopped at its length limit.</summary>
    LengthReached,

    /// <summary>There is text, but no model or no time was left to continue it.</summary>
    BrokenOff,

    /// <summary>Every model failed before any text.</summary>
    NoModelLeft,

    /// <summary>A model refused the content. No other model is called.</summary>
    Refused,

    /// <summary>Every model rejected the request as invalid.</summary>
    WrongForEveryModel,
}
