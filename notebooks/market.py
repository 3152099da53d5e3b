# Cells of the exported notebook, in the percent format: `caravan export notebook` appends them.

# %% [markdown]
# ## Prices
#
# Candles of one pair by day, made of its minutes. `query("select * from marts.ohlcv_daily")` lists all.

# %%
PAIR = "BTCUSDT"
days = query(
    f"""
    select opened_date, low, high, close, volume_quote
    from marts.ohlcv_daily
    where symbol = '{PAIR}' and market = 'spot'
    order by opened_date
    """
)
figure, (price, volume) = plt.subplots(
    2, 1, sharex=True, figsize=(10, 5), height_ratios=[3, 1], layout="constrained"
)
price.fill_between(days["opened_date"], days["low"], days["high"], alpha=0.25, label="low to high")
price.plot(days["opened_date"], days["close"], label="close")
price.set(title=f"{PAIR} by day", ylabel="price")
price.legend()
volume.bar(days["opened_date"], days["volume_quote"] / 1e6)
volume.set(ylabel="volume, millions")
figure.autofmt_xdate()

# %% [markdown]
# ## Coins by market value
#
# Of the newest poll. Change `limit` to see more.

# %%
coins = query(
    """
    select
        dim_coin.symbol,
        dim_coin.name,
        snapshots.price_usd,
        snapshots.market_cap_usd,
        snapshots.percent_change_24h
    from star.fct_coin_snapshots as snapshots
    inner join star.dim_coin as dim_coin
        on snapshots.coin_id = dim_coin.coin_id
    where
        snapshots.extracted_at = (select max(extracted_at) from star.fct_coin_snapshots)
        and snapshots.market_cap_usd is not null
    order by snapshots.market_cap_usd desc
    limit 15
    """
)
figure, axes = plt.subplots(figsize=(10, 5), layout="constrained")
axes.barh(coins["symbol"], coins["market_cap_usd"] / 1e9)
axes.invert_yaxis()
axes.set(title="Coins by market value", xlabel="billion US dollars")
coins

# %% [markdown]
# ## Exchanges by country

# %%
countries = query(
    """
    select country, exchanges, volume_usd_24h, volume_share_percent
    from marts.exchange_volume_by_country
    where volume_usd_24h > 0
    order by volume_usd_24h desc
    limit 15
    """
)
figure, axes = plt.subplots(figsize=(10, 5), layout="constrained")
axes.barh(countries["country"], countries["volume_usd_24h"] / 1e9)
axes.invert_yaxis()
axes.set(title="Volume of exchanges in 24 hours", xlabel="billion US dollars")
countries

# %% [markdown]
# ## One coin on all exchanges
#
# How far apart the prices are.

# %%
quotes = query(
    """
    select
        exchange_name,
        count(*) as quotes,
        min(price_usd) as lowest,
        max(price_usd) as highest,
        sum(volume_usd_24h) as volume_usd_24h
    from marts.quotes_by_exchange
    where base = 'BTC'
    group by exchange_name
    order by sum(volume_usd_24h) desc
    limit 20
    """
)
quotes

# %% [markdown]
# ## From a row back to its file
#
# Every row names its batch, its part file and the line in it; the ledger knows when the batch was loaded.

# %%
query(
    """
    select snapshots.coin_id, snapshots.price_usd, snapshots.part, snapshots.line, ledger.*
    from star.fct_coin_snapshots as snapshots
    inner join caravan.ledger as ledger
        on snapshots.batch_id = ledger.batch_id
    order by snapshots.extracted_at desc, snapshots.coin_id
    limit 5
    """
)
