select * from "marts"."exchange_volume_by_country"
