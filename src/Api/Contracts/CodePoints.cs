namespace Parley.Api.Contracts;

/// <summary>Lengths as every contract counts them: an emoji is one.</summary>
public static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
            {
                count--;
            }
        }

        return count;
    }
}
