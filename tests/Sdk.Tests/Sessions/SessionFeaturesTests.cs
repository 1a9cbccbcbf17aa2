namespace TypedWs.Tests.Sessions;

public sealed class SessionFeaturesTests
{
    private readonly SessionFeatures _features = new();

    [Fact]
    public void Get_NothingSet_IsNull() => Assert.Null(_features.Get<string>());

    [Fact]
    public void Set_SeveralTypes_AreFoundByThem()
    {
        var uri = new Uri("https://example.org");

        _features.Set("text");
        _features.Set(uri);

        Assert.Equal("text", _features.Get<string>());
        Assert.Same(uri, _features.Get<Uri>());
    }

    [Fact]
    public void Set_SameTypeAgain_ReplacesIt()
    {
        _features.Set("first");
        _features.Set("second");

        Assert.Equal("second", _features.Get<string>());
    }

    [Fact]
    public void Set_Null_KeepsNone()
    {
        _features.Set("text");
        _features.Set<string>(null);

        Assert.Null(_features.Get<string>());
    }

    [Fact]
    public void Get_ByAnotherTypeOfTheObject_IsNull()
    {
        _features.Set<IComparable>("text");

        Assert.Null(_features.Get<string>());
        Assert.Equal("text", _features.Get<IComparable>());
    }

    [Fact]
    [Trait("Category", "Concurrency")]
    public void Set_FromSeveralThreads_LosesNothing()
    {
        for (int i = 0; i < 500; i++)
        {
            var features = new SessionFeatures();

            Parallel.Invoke(
                () => features.Set("text"),
                () => features.Set(new Uri("https://example.org")),
                () => features.Set(new Version(1, 2)));

            Assert.NotNull(features.Get<string>());
            Assert.NotNull(features.Get<Uri>());
            Assert.NotNull(features.Get<Version>());
        }
    }
}
