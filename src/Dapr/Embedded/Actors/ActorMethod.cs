using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Dapr.Actors;
using Dapr.Actors.Runtime;

namespace Dapr.Embedded.Actors;

/// <summary>A method of an actor interface, compiled once so that a call needs no reflection.</summary>
internal abstract class ActorMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, ActorMethod> Known = new();

    private readonly Func<Actor, object?[], Task> invoke;

    protected ActorMethod(MethodInfo method)
    {
        Name = method.Name;
        invoke = Compile(method);
    }

    public string Name { get; }

    public static ActorMethod Of(MethodInfo method) => Known.GetOrAdd(method, Describe);

    public Task Invoke(Actor actor, object?[] arguments) => invoke(actor, arguments);

    /// <summary>Puts a call in line and returns the task that the interface's method returns.</summary>
    public abstract Task Call(
        EmbeddedActorRuntime runtime, string actorType, ActorId id, object?[] arguments, TimeSpan timeout, TimeProvider time);

    private static ActorMethod Describe(MethodInfo method)
    {
        var result = method.ReturnType == typeof(Task) ? typeof(object)
            : method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>)
                ? method.ReturnType.GetGenericArguments()[0]
                : throw new NotSupportedException($"{method.DeclaringType}.{method.Name} must return Task or Task<T>.");
        return (ActorMethod)Activator.CreateInstance(typeof(ActorMethod<>).MakeGenericType(result), method)!;
    }

    private static Func<Actor, object?[], Task> Compile(MethodInfo method)
    {
        var actor = Expression.Parameter(typeof(Actor));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(actor, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, index) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));
        return Expression.Lambda<Func<Actor, object?[], Task>>(call, actor, arguments).Compile();
    }
}
