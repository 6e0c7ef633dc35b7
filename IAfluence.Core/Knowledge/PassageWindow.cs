namespace IAfluence.Core.Knowledge;

/// <summary>A few sentences of a passage with their vector. The nearest window shows where in the passage the answer is.</summary>
/// <param name="Start">The index of the first character in the passage's Markdown.</param>
/// <param name="Length">In characters; 0 for a question that visitors ask, which is not part of the passage.</param>
/// <param name="Vector">Packed by <see cref="SmallVector.Pack"/>.</param>
public sealed record PassageWindow(int Start, int Length, byte[] Vector)
{
    /// <summary>Whether the window is a part of the passage.</summary>
    public bool IsText => Length > 0;
}
