<@config order_by=["volume_usd_24h desc", "country"] />

select * from ${ref("exchange_volume_by_country")}
