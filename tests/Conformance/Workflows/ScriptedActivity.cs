using Dapr.Workflow;

namespace Parley.Conformance.Workflows;

public sealed class ScriptedActivity(Script script) : WorkflowActivity<string, string>
{
    public override Task<string> RunAsync(WorkflowActivityContext context, string input) =>
        script.Activities[context.Identifier.Name](context, input);
}
