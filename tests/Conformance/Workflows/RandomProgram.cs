using Dapr.Workflow;

namespace Parley.Conformance.Workflows;

/// <summary>A small workflow made from a seed: calls, some of which fail at first, timers, sequences, parallel branches and races.</summary>
public sealed class RandomProgram
{
    private readonly Random random;
    private int labels;

    private RandomProgram(int seed) => random = new Random(seed);

    private delegate Task<string> Step(WorkflowContext context);

    public static Task<string> RunAsync(WorkflowContext context, string seed) =>
        new RandomProgram(int.Parse(seed, null)).Make(depth: 3)(context);

    private Step Make(int depth) => random.Next(depth > 0 ? 6 : 3) switch
    {
        0 => Call("Echo", $"e{labels++}"),
        1 => Call("Flaky", $"f{labels++}:{random.Next(1, 3)}"),
        2 => Timer($"t{labels++}", random.Next(20)),
        3 => Sequence(Parts(depth)),
        4 => Parallel(Parts(depth)),
        _ => Race(Parts(depth)),
    };

    private List<Step> Parts(int depth) => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Make(depth - 1)).ToList()];

    private static Step Call(string activity, string label) => context => context.CallActivityAsync<string>(
        activity, label, new WorkflowTaskOptions(new WorkflowRetryPolicy(20, TimeSpan.FromMilliseconds(1))));

    private static Step Timer(string label, int milliseconds) => async context =>
    {
        await context.CreateTimer(TimeSpan.FromMilliseconds(milliseconds));
        return label;
    };

    private static Step Sequence(List<Step> parts) => async context =>
    {
        var result = "";
        foreach (var part in parts)
        {
            result += await part(context);
        }

        return $"({result})";
    };

    private static Step Parallel(List<Step> parts) => async context =>
        $"[{string.Concat(await Task.WhenAll(parts.Select(part => part(context))))}]";

    /// <summary>Who wins differs from run to run, and replay must tell the same winner; the result does not depend on it.</summary>
    private static Step Race(List<Step> parts) => async context =>
    {
        var all = parts.Select(part => part(context)).ToList();
        var first = all.IndexOf(await Task.WhenAny(all));
        var check = await context.CallActivityAsync<string>("Echo", $"{first}");
        return check == $"{first}" ? $"<{string.Concat(await Task.WhenAll(all))}>" : $"another winner: {check}, not {first}";
    };
}
