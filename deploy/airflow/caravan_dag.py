"""Caravan from Airflow: one run a day. Caravan itself needs no Python; see docs/deploy.md, "Airflow"."""

from datetime import timedelta

import pendulum
from airflow import DAG

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:  # Airflow 2
    from airflow.operators.bash import BashOperator

HOME = "/opt/caravan"

with DAG(
    dag_id="caravan",
    schedule="0 7 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    # an API of snapshots has no past to run for
    catchup=False,
    max_active_runs=1,
) as dag:
    BashOperator(
        task_id="run",
        # exec, so that Airflow's SIGTERM reaches Caravan, which rolls back
        bash_command="exec ./caravan run --env postgres --log-format json --set run.lock-wait=10m",
        cwd=HOME,
        append_env=True,
        # what stands is not done twice, so a run can be repeated
        retries=1,
        retry_delay=timedelta(minutes=5),
        execution_timeout=timedelta(hours=6),
    )
