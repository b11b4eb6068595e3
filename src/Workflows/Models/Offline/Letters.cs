using System.Text.RegularExpressions;

namespace Parley.Workflows.Models.Offline;

/// <summary>What the matching has to know about writing.</summary>
internal static partial class Letters
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = FirstFullWidth - '!';

    public static bool IsHan(char letter) => letter is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF');

    public static Language LanguageOf(string text) => text.Any(IsHan) ? Language.Chinese : Language.English;

    /// <summary>Lower case, and half width for what was typed in full width.</summary>
    public static string Fold(string text) =>
        string.Create(text.Length, text, static (folded, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var letter = source[i] is >= FirstFullWidth and <= LastFullWidth ? (char)(source[i] - FullWidthOffset) : source[i];
                folded[i] = char.ToLowerInvariant(letter);
            }
        });

    /// <summary>The folded text without the greeting before its question; a greeting that stands alone stays.</summary>
    public static string WithoutGreeting(string folded) =>
        Greeting.Replace(folded, string.Empty) is { Length: > 0 } rest ? rest : folded;

    [GeneratedRegex(@"^(你好|您好|请问|麻烦|亲|hi|hello|hey)[，,！!。\s]+", RegexOptions.CultureInvariant)]
    private static partial Regex Greeting { get; }
}
