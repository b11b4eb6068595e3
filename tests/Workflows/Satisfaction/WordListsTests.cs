using Parley.Workflows.Satisfaction.Lexicon;
using Xunit;

namespace Parley.Workflows.Tests.Satisfaction;

public sealed class WordListsTests
{
    [Theory]
    [InlineData("好吃", "praise-zh.txt, line 3: '好吃' is not a word, a space and a weight.")]
    [InlineData("好吃 much", "praise-zh.txt, line 3: '好吃 much' is not a word, a space and a weight.")]
    [InlineData("好 2", "'好' is listed twice as Feeling.")]
    public void A_slip_in_a_list_is_named(string line, string message)
    {
        using var reader = new StringReader($"# Overall\n好 1\n{line}\n");

        var exception = Assert.Throws<InvalidDataException>(() => WordLists.Read(reader, "praise-zh", WordKind.Feeling, new WordTrie()));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void The_longest_word_is_found_and_Latin_words_only_whole()
    {
        var trie = new WordTrie();
        trie.Add("不好", WordKind.Feeling, -1);
        trie.Add("不好意思", WordKind.Feeling, 0);
        trie.Add("late", WordKind.Feeling, -1);

        Assert.Equal(0, trie.Longest("不好意思啊", 0, out var end)?[WordKind.Feeling]);
        Assert.Equal(4, end);
        Assert.NotNull(trie.Longest("too late!", 4, out _));
        Assert.Null(trie.Longest("chocolate", 5, out _));
        Assert.Null(trie.Longest("later", 0, out _));
    }
}
