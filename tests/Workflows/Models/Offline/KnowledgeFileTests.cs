using Xunit;

namespace Parley.Workflows.Tests.Models.Offline;

public sealed class KnowledgeFileTests
{
    [Fact]
    public void An_entry_has_its_phrasings_and_an_answer_of_several_lines()
    {
        var entry = Assert.Single(KnowledgeFiles.Load("# Title\n\n## How?\n- in what way\n-  by which means \n\nLike this:\n- first\n\nthen.\n\n").Entries);

        Assert.Equal(["How?", "in what way", "by which means"], entry.Phrasings);
        Assert.Equal("Like this:\n- first\n\nthen.", entry.Answer);
    }

    [Theory]
    [InlineData("# Title\nlost text\n## How?\nSo.", "0.md, line 2: expected a '## question' before any other text.")]
    [InlineData("\n## \nSo.", "0.md, line 2: expected a question, found nothing.")]
    [InlineData("## How?\n- how\n-\nSo.", "0.md, line 3: expected a phrasing, found nothing.")]
    [InlineData("## How?\n- how\n## Why?\nSo.", "0.md, line 1: the question 'How?' has no answer.")]
    [InlineData("## How?\nSo.\n\n## Why?\n- HOW?\n\nSo.", "0.md, line 4: 'HOW?' is already asked in 0.md, line 1.")]
    public void A_malformed_file_is_refused_with_file_and_line(string text, string error) =>
        Assert.Equal(error, Assert.Throws<InvalidDataException>(() => KnowledgeFiles.Load(text)).Message);

    [Fact]
    public void A_folder_without_questions_is_refused() =>
        Assert.Contains("no file in", Assert.Throws<InvalidDataException>(() => KnowledgeFiles.Load()).Message, StringComparison.Ordinal);
}
