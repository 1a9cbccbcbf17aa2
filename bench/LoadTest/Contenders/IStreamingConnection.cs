namespace LoadTest.Contenders;

/// <summary>A connection over which streams can be asked for and taken along. Everybody's source has all of its items at hand.</summary>
internal interface IStreamingConnection : IClientConnection
{
    /// <summary>Asks the server for a stream and checks its items.</summary>
    /// <returns>How many came, in order and whole.</returns>
    Task<int> DownloadAsync(int count);

    /// <summary>Lets the server take a stream and check its items.</summary>
    /// <returns>How many the server says that came, in order and whole.</returns>
    Task<int> UploadAsync(int count);
}
