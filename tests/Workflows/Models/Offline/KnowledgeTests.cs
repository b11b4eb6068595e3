using Parley.Workflows.Models.Offline;
using Xunit;

namespace Parley.Workflows.Tests.Models.Offline;

public sealed class KnowledgeTests
{
    private const double Required = 0.9;

    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(new OfflineSettings().Knowledge);

    [Fact]
    public void Forty_questions_and_more_are_known_in_each_language()
    {
        Assert.InRange(Knowledge.Entries.Count(entry => entry.Language == Language.Chinese), 40, int.MaxValue);
        Assert.InRange(Knowledge.Entries.Count(entry => entry.Language == Language.English), 40, int.MaxValue);
    }

    [Fact]
    public void Every_listed_phrasing_finds_its_own_answer()
    {
        var misses = Knowledge.Entries
            .SelectMany(entry => entry.Phrasings, (entry, phrasing) => (Asked: phrasing, Known: entry.Question))
            .Where(IsMissed)
            .Select(Describe)
            .ToList();

        Assert.True(misses.Count == 0, string.Join('\n', misses));
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public void Nine_in_ten_paraphrases_are_understood(Language language)
    {
        var paraphrases = language == Language.Chinese ? Paraphrases.Chinese : Paraphrases.English;
        var misses = paraphrases.Where(IsMissed).Select(Describe).ToList();

        Assert.InRange(paraphrases.Length, 40, int.MaxValue);
        Assert.True(
            misses.Count <= (1 - Required) * paraphrases.Length,
            $"{misses.Count} of {paraphrases.Length} were missed:\n{string.Join('\n', misses)}");
    }

    [Fact]
    public void Paraphrases_are_in_no_file()
    {
        var known = Knowledge.Entries.SelectMany(entry => entry.Phrasings).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.DoesNotContain(Paraphrases.Chinese.Concat(Paraphrases.English), paraphrase => known.Contains(paraphrase.Asked));
    }

    [Fact]
    public void Nonsense_is_not_answered()
    {
        var answered = Paraphrases.Nonsense.Select(asked => (Asked: asked, Found: Knowledge.Find(asked)?.Entry.Question)).Where(pair => pair.Found is not null);

        Assert.Empty(answered);
    }

    [Theory]
    [InlineData("怎么退货", "那运费呢", "退货运费谁出？")]
    [InlineData("怎么退货", "那多久退款", "退款多久到账？")]
    [InlineData("How do I return something?", "and who pays the postage?", "Who pays for return shipping?")]
    [InlineData("优惠券怎么用", "谢谢", "谢谢")]
    [InlineData("怎么退货", "运费怎么算", "运费怎么算？")]
    public void A_short_follow_up_is_read_with_the_question_before_it(string previous, string question, string known) =>
        Assert.Equal(known, Knowledge.Find(question, previous)?.Entry.Question);

    [Theory]
    [InlineData("怎么退货", "哈哈哈")]
    [InlineData("How do I return something?", "xyzzy")]
    public void Nonsense_after_a_question_is_not_answered_from_it(string previous, string question) =>
        Assert.Null(Knowledge.Find(question, previous));

    [Theory]
    [InlineData("ＨＯＷ　ＤＯ　Ｉ　ＣＡＮＣＥＬ　ＭＹ　ＯＲＤＥＲ？", "How do I cancel my order?")]
    [InlineData("HOW DO I CANCEL MY ORDER", "How do I cancel my order?")]
    [InlineData("how do i cancle my order", "How do I cancel my order?")]
    public void Case_width_and_slips_of_the_pen_do_not_matter(string asked, string known) =>
        Assert.Equal(known, Knowledge.Find(asked)?.Entry.Question);

    private static bool IsMissed((string Asked, string Known) pair) => Knowledge.Find(pair.Asked)?.Entry.Question != pair.Known;

    private static string Describe((string Asked, string Known) pair) =>
        $"'{pair.Asked}' should find '{pair.Known}', found '{Knowledge.Find(pair.Asked)?.Entry.Question ?? "nothing"}'";
}
