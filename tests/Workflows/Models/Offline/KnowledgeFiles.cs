using Parley.Workflows.Models.Offline;

namespace Parley.Workflows.Tests.Models.Offline;

internal static class KnowledgeFiles
{
    /// <summary>Loads a folder that holds these texts as <c>0.md</c>, <c>1.md</c> and so on.</summary>
    public static KnowledgeBase Load(params string[] texts)
    {
        var folder = Directory.CreateTempSubdirectory("parley-knowledge-");
        try
        {
            foreach (var (number, text) in texts.Index())
            {
                File.WriteAllText(Path.Combine(folder.FullName, $"{number}.md"), text);
            }

            return KnowledgeBase.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
