namespace Parley.Sessions.Catalog;

/// <summary>A day's texts and their numbers.</summary>
internal sealed class Texts
{
    private readonly List<string> texts = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public int Count => texts.Count;

    public string this[int number] => texts[number];

    public int? Find(string text) => numbers.TryGetValue(text, out var number) ? number : null;

    public int NumberOf(string text)
    {
        if (!numbers.TryGetValue(text, out var number))
        {
            numbers[text] = number = texts.Count;
            texts.Add(text);
        }

        return number;
    }

    public List<string> Page(int page) => texts.GetRange(page * TextPage.Size, Math.Min(TextPage.Size, texts.Count - page * TextPage.Size));
}
