using System.Text;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Tests;

/// <summary>The documents of release 1, as files.</summary>
internal static class Golden
{
    /// <summary>The file is what this release writes, and what it reads.</summary>
    public static void Check<T>(string name, T document)
        where T : IDocument
    {
        var stored = Read(name);
        Assert.Equal(stored, Encoding.UTF8.GetString(DocumentStore.Write(name, document)));
        Assert.Equal(stored, Encoding.UTF8.GetString(DocumentStore.Write(name, DocumentStore.Parse<T>(name, Encoding.UTF8.GetBytes(stored)))));
    }

    public static void Refuse<T>(string name)
        where T : IDocument
    {
        var newer = Read(name).Replace("\"v\":1", $"\"v\":{DocumentStore.CurrentVersion + 1}", StringComparison.Ordinal);
        var refusal = Assert.Throws<DocumentFormatException>(() => DocumentStore.Parse<T>(name, Encoding.UTF8.GetBytes(newer)));
        Assert.Contains($"format {DocumentStore.CurrentVersion + 1}", refusal.Message, StringComparison.Ordinal);
    }

    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "v1", $"{name}.json")).TrimEnd('\n');
}
