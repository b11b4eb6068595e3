using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Parley.Api.Contracts;
using Parley.Sessions.Pairs;

namespace Parley.Api.AutoSession;

internal static class TakeTask
{
    public static async Task<IResult> NextAsync(PairDesk pairs, ContractTime times) =>
        await pairs.TakeAsync() is { } task
            ? Answers.Success(
                "获取任务成功",
                new NextTask(Words.TaskId(task.Id), times.Naive(task.TakenAt!.Value), task.Lease),
                AutoSessionJson.Default.EnvelopeNextTask)
            : Answers.Failure("当前没有待处理的任务", new NoTask(null), null, AutoSessionJson.Default.EnvelopeNoTask);

    public static async Task<IResult> SendInfoAsync([FromRoute(Name = "task_id")] string taskId, PairReader pairs, CancellationToken cancellation) =>
        long.TryParse(taskId, NumberStyles.None, CultureInfo.InvariantCulture, out var task)
        && await pairs.FindAsync(TaskNumber.SessionId(task), cancellation) is { Session: { Sending: not SendingStatus.None } session }
            ? Answers.Success(
                "获取发送信息成功",
                new SendInfo(
                    session.SendContent, session.SendUrl, session.ShopName, session.Id, session.Platform, Words.Of(session.TaskType), session.ExternalTaskId),
                AutoSessionJson.Default.EnvelopeSendInfo)
            : Answers.Failure("未找到对应的发送信息", "TASK_NOT_FOUND");
}
