namespace IAfluence.Core.Routing.Walk;

/// <summary>Reads the beginning of an attempt's text and removes what is not part of the reply, before anything else sees the text.</summary>
public interface IAttemptOpening
{
    /// <summary>Adds a piece of the text.</summary>
    /// <returns>The text that belongs to the reply; null when there is none, or while more is needed to decide.</returns>
    string? Push(string piece);

    /// <summary>Ends a text that is complete.</summary>
    /// <returns>The rest; null when there is none.</returns>
    string? Finish();
}
