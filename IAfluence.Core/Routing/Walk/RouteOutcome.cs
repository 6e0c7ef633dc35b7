namespace IAfluence.Core.Routing.Walk;

/// <summary>How the walk along a route ended.</summary>
public enum RouteOutcome
{
    /// <summary>Not yet, or it was cancelled on the way.</summary>
    Unfinished,

    /// <summary>A model finished its answer.</summary>
    Completed,

    /// <summary>The model finished at its length limit.</summary>
    LengthReached,

    /// <summary>Something was said, and no model was left to go on, or no time: what was said stands.</summary>
    BrokenOff,

    /// <summary>Every model failed before anything was said.</summary>
    NoModelLeft,

    /// <summary>The model refused the content; no other is asked.</summary>
    Refused,

    /// <summary>Every model called the request itself wrong.</summary>
    WrongForEveryModel,
}
