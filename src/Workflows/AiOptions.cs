using System.ComponentModel.DataAnnotations;

namespace Parley.Workflows;

/// <summary>Section <c>Ai</c>, as far as replies need it.</summary>
public sealed class AiOptions
{
    /// <summary>How long a reply may take, counted from its message.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What the model is told before the conversation.</summary>
    public string Instructions { get; set; } =
        "You are the customer service assistant of a shop. Answer in the language of the customer, politely and in a few sentences. "
        + "Use only what the conversation tells you; never make up orders, prices or promises. "
        + "When you do not know, say so and offer that a colleague will help.";

    /// <summary>What those are told who chat while a person speaks for the AI.</summary>
    [Required]
    public string HandoffText { get; set; } = "已转人工，请稍候";

    /// <summary>The longest reply that is kept, in characters; the rest is cut off.</summary>
    [Range(1, 60_000)]
    public int MaxReplyLength { get; set; } = 20_000;

    /// <summary>How many model calls run at once; the others wait.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrency { get; set; } = 64;
}
