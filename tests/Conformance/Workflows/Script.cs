using Dapr.Workflow;

namespace Parley.Conformance.Workflows;

/// <summary>The code of a test's workflows and activities, by name.</summary>
public sealed class Script
{
    public Dictionary<string, Func<WorkflowContext, string, Task<string>>> Workflows { get; } = [];

    public Dictionary<string, Func<WorkflowActivityContext, string, Task<string>>> Activities { get; } = [];

    public Script Workflow(string name, Func<WorkflowContext, string, Task<string>> code)
    {
        Workflows[name] = code;
        return this;
    }

    public Script Activity(string name, Func<WorkflowActivityContext, string, Task<string>> code)
    {
        Activities[name] = code;
        return this;
    }

    public Script Activity(string name, Func<string, string> code) => Activity(name, (_, input) => Task.FromResult(code(input)));

    public void Register(WorkflowRuntimeOptions options)
    {
        foreach (var name in Workflows.Keys)
        {
            options.RegisterWorkflow<ScriptedWorkflow>(name);
        }

        foreach (var name in Activities.Keys)
        {
            options.RegisterActivity<ScriptedActivity>(name);
        }
    }
}
