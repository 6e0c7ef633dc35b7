namespace IAfluence.Core.Routing;

/// <summary>How the walk along a route ended.</summary>
public enum RouteOutcome
{
    /// <summary>Not yet, or it was cancelled on the way.</summary>
    Unfinished,

    /// <summary>A model finished its answer.</summary>
    Answered,

    /// <summary>The model finished at its length limit.</summary>
    AnsweredToLength,

    /// <summary>Every model failed.</summary>
    NoModelLeft,

    /// <summary>The model refused the content; no other is asked.</summary>
    Refused,

    /// <summary>Every model called the request itself wrong.</summary>
    WrongForEveryModel,
}
