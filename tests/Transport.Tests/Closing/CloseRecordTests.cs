namespace TypedWs.Transport.Tests.Closing;

public sealed class CloseRecordTests
{
    [Fact]
    public void ToClosed_PeerAnswersWithoutACode_KeepsOurCodeAndReason()
    {
        var record = new CloseRecord();
        record.TrySend(WsCloseCode.ProtocolError, "a reserved bit");
        record.Written();
        record.Received(WsCloseCode.NoStatus, "");

        Assert.Equal(new WsClosed(WsCloseCode.ProtocolError, "a reserved bit", ByPeer: false, Clean: true), record.ToClosed());
    }

    [Fact]
    public void ToClosed_BrokenAfterBothClosed_StaysClean()
    {
        var record = new CloseRecord();
        record.Received(WsCloseCode.GoingAway, "later");
        record.TrySend(WsCloseCode.GoingAway, "");
        record.Written();
        record.Broke("reset", new IOException(), byPeer: true);

        Assert.Equal(new WsClosed(WsCloseCode.GoingAway, "later", ByPeer: true, Clean: true), record.ToClosed());
    }

    [Fact]
    public void ToClosed_BrokenTwice_KeepsTheFirst()
    {
        var record = new CloseRecord();
        record.Broke("first", null, byPeer: false);
        record.Broke("second", new IOException(), byPeer: true);

        Assert.Equal(new WsClosed(WsCloseCode.Abnormal, "first", ByPeer: false, Clean: false), record.ToClosed());
    }

    [Fact]
    public void TrySend_SecondTime_IsRefused()
    {
        var record = new CloseRecord();

        Assert.True(record.TrySend(WsCloseCode.Normal, ""));
        Assert.False(record.TrySend(WsCloseCode.GoingAway, ""));
    }
}
