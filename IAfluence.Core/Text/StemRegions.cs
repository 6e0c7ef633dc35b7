namespace IAfluence.Core.Text;

/// <summary>The regions in which Snowball's algorithms remove endings.</summary>
internal static class StemRegions
{
    /// <summary>The index after the first consonant that follows a vowel, from <paramref name="start"/> on; the word's length if there is none.</summary>
    public static int AfterVowelAndConsonant(string word, int start, Func<char, bool> isVowel)
    {
        for (var i = start + 1; i < word.Length; i++)
        {
            if (!isVowel(word[i]) && isVowel(word[i - 1]))
                return i + 1;
        }

        return word.Length;
    }
}
