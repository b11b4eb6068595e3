using Dapr.Workflow;

namespace Parley.Conformance.Workflows;

public sealed class ScriptedWorkflow(Script script) : Workflow<string, string>
{
    public override Task<string> RunAsync(WorkflowContext context, string input) => script.Workflows[context.Name](context, input);
}
