import { Skeleton } from '#ui/skeleton.tsx'

/** Holds the place of a pass, as high as one is with what stands under its code: nothing below moves when it comes. */
export function PassSkeleton({ label }: { readonly label: string }) {
  return (
    <div className="pb-44">
      <Skeleton label={label} className="aspect-square" />
    </div>
  )
}
