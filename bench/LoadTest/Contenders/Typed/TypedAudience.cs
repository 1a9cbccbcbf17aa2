using LoadTest.Messages;

namespace LoadTest.Contenders.Typed;

internal sealed class TypedAudience(FeedSessions sessions) : IAudience
{
    public ValueTask PushAsync(long seq) => sessions.All.SendPushedAsync(new Pushed(Sample.Room, Sample.User, Sample.Text, Sample.At, seq));
}
