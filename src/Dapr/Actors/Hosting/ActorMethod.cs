using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Dapr.Actors.Runtime;

namespace Dapr.Actors.Hosting;

/// <summary>A method of an actor interface, compiled once so that a call needs no reflection.</summary>
internal abstract class ActorMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, ActorMethod> Known = new();

    private readonly Func<Actor, object?[], Task> invoke;

    protected ActorMethod(MethodInfo method, Type result)
    {
        Method = method;
        Parameters = method.GetParameters();
        Result = method.ReturnType == typeof(Task) ? null : result;
        invoke = Compile(method);
    }

    public MethodInfo Method { get; }

    public string Name => Method.Name;

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <summary>The type of its result; null when it has none.</summary>
    public Type? Result { get; }

    public static ActorMethod Of(MethodInfo method) => Known.GetOrAdd(method, Describe);

    public Task Invoke(Actor actor, object?[] arguments) => invoke(actor, arguments);

    /// <summary>Calls an actor and returns the task that the interface's method returns.</summary>
    public abstract Task Call(IActorCalls calls, string actorType, ActorId id, object?[] arguments, TimeSpan timeout);

    /// <summary>Puts a call that came from outside in line and returns its result.</summary>
    public abstract Task<object?> TakeAsync(ActorRuntime runtime, string actorType, ActorId id, object?[] arguments, TimeProvider time);

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
