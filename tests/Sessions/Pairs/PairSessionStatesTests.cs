using Parley.Sessions.Pairs;
using static Parley.Sessions.Pairs.PairSessionState;

namespace Parley.Sessions.Tests.Pairs;

public sealed class PairSessionStatesTests
{
    [Fact]
    public void What_is_final_stays_so_and_what_is_live_can_end()
    {
        foreach (var state in Enum.GetValues<PairSessionState>())
        {
            var next = Enum.GetValues<PairSessionEvent>().Select(on => state.After(on)).OfType<PairSessionState>().ToList();
            Assert.Equal(state.IsLive(), next.Count > 0);
            Assert.Equal(state.IsLive(), next.Any(after => !after.IsLive()));
        }
    }

    [Fact]
    public void A_human_never_gives_way_and_a_robot_to_humans_and_when_it_is_idle()
    {
        Assert.All([(false, false), (false, true), (true, false), (true, true)], when => Assert.Null(Transferred.GivesWay(when.Item1, when.Item2)));
        Assert.All([Pending, Active], state =>
        {
            Assert.Null(state.GivesWay(toHuman: false, idle: false));
            Assert.Equal(PairSessionEvent.Superseded, state.GivesWay(toHuman: true, idle: false));
            Assert.Equal(PairSessionEvent.WentIdle, state.GivesWay(toHuman: false, idle: true));
            Assert.Equal(PairSessionEvent.WentIdle, state.GivesWay(toHuman: true, idle: true));
        });
    }

    [Fact]
    public void A_sessions_id_and_its_tasks_number_lead_to_each_other()
    {
        for (var i = 0; i < 100; i++)
        {
            var id = TaskNumber.SessionIdFor($"command {i}", 0);
            Assert.Equal(id, TaskNumber.SessionId(TaskNumber.Of(id)!.Value));
            Assert.NotEqual(id, TaskNumber.SessionIdFor($"command {i}", 1));
        }

        Assert.All(["", "sess_", "sess_12345", "sess_00000000000g", "sess_0000000000000", "SESS_000000000001", "sess_ 00000000001", "sess_ABCDEF000000"],
            id => Assert.Null(TaskNumber.Of(id)));
    }
}
