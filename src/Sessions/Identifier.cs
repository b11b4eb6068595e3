namespace Parley.Sessions;

/// <summary>What every id and text from outside must be: real Unicode; ids also without control characters.</summary>
public static class Identifier
{
    public static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsValid(string id) => IsText(id) && !id.Any(char.IsControl);
}
